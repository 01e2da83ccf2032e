import { invalid } from '../apiError';
import type { RequestContext } from './context';

/** Throws an `ApiRefusal` that names `place` when the value is not what the API takes there. */
export type Check = (value: unknown, place: string, context: RequestContext) => void;

export const anything: Check = () => {};

export const text: Check = (value, place) => {
	if (typeof value !== 'string') throw invalid(place, 'Input should be a valid string');
};

export const filledText: Check = (value, place, context) => {
	text(value, place, context);
	if (value === '') throw invalid(place, 'String should have at least 1 character');
};

export const flag: Check = (value, place) => {
	if (typeof value !== 'boolean') throw invalid(place, 'Input should be a valid boolean');
};

export const object: Check = (value, place) => {
	if (!isRecord(value)) throw invalid(place, 'Input should be an object');
};

export function number(min: number, max = Infinity): Check {
	return (value, place) => {
		if (typeof value !== 'number') throw invalid(place, 'Input should be a valid number');
		if (value < min) throw invalid(place, `Input should be greater than or equal to ${min}`);
		if (value > max) throw invalid(place, `Input should be less than or equal to ${max}`);
	};
}

export function integer(min: number, max = Infinity): Check {
	return (value, place, context) => {
		number(min, max)(value, place, context);
		if (!Number.isInteger(value)) throw invalid(place, 'Input should be a valid integer');
	};
}

export function oneOf(...options: string[]): Check {
	return (value, place) => {
		if (typeof value === 'string' && options.includes(value)) return;
		throw invalid(place, `Input should be ${options.map((name) => `'${name}'`).join(' or ')}`);
	};
}

export function matching(pattern: RegExp): Check {
	return (value, place, context) => {
		text(value, place, context);
		if (!pattern.test(String(value))) {
			throw invalid(place, `String should match pattern '${pattern.source}'`);
		}
	};
}

export function nullable(check: Check): Check {
	return (value, place, context) => {
		if (value !== null) check(value, place, context);
	};
}

export function listOf(check: Check, maxLength = Infinity): Check {
	return (value, place, context) => {
		if (!Array.isArray(value)) throw invalid(place, 'Input should be a valid list');
		if (value.length > maxLength) {
			throw invalid(place, `List should have at most ${maxLength} items`);
		}
		value.forEach((entry, index) => check(entry, `${place}.${index}`, context));
	};
}

/** A string, or whatever the other check takes. */
export function textOr(check: Check): Check {
	return (value, place, context) => {
		if (typeof value !== 'string') check(value, place, context);
	};
}

/** An object with these fields and no others. */
export function fields(required: Fields, optional: Fields = {}): Check {
	return (value, place, context) => {
		if (!isRecord(value)) throw invalid(place, 'Input should be an object');
		for (const name of Object.keys(required)) {
			if (value[name] === undefined) throw invalid(at(place, name), 'Field required');
		}
		for (const [name, field] of Object.entries(value)) {
			const check = ownCheck(required, name) ?? ownCheck(optional, name);
			if (check === undefined) throw extra(at(place, name));
			check(field, at(place, name), context);
		}
	};
}

/** Chooses the check by the object's `type`. `tagged` puts the type into the place. */
export function byType(table: Fields, tagged: 'tagged' | 'plain' = 'plain'): Check {
	return (value, place, context) => {
		if (!isRecord(value)) throw invalid(place, 'Input should be an object');
		const check = typeof value.type === 'string' ? ownCheck(table, value.type) : undefined;
		if (check === undefined) {
			const known = Object.keys(table).join(', ');
			throw invalid(`${place}.type`, `${JSON.stringify(value.type)} is not one of ${known}`);
		}
		check(value, tagged === 'tagged' ? `${place}.${String(value.type)}` : place, context);
	};
}

/** A field that exists only with one of these `anthropic-beta` values. */
export function withBeta(betas: string[], check: Check): Check {
	return (value, place, context) => {
		if (!betas.some((name) => context.betas.has(name))) throw extra(place);
		check(value, place, context);
	};
}

/** A field that version 2026-10-21 no longer has. */
export function untilVersion2026(check: Check): Check {
	return (value, place, context) => {
		if (context.version !== '2023-06-01') throw extra(place);
		check(value, place, context);
	};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Fields = Readonly<Record<string, Check>>;

function ownCheck(table: Fields, name: string): Check | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}

function at(place: string, name: string) {
	return place === '' ? name : `${place}.${name}`;
}

function extra(place: string) {
	return invalid(place, 'Extra inputs are not permitted');
}
