import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Failure } from './failure';
import { asciiLower } from './markupText';
import { formsOf, secretsOf } from './secrets';

/**
 * Characters of a secret that are hidden when they occur in a row; services show fewer to tell keys apart.
 */
const PART = 8;

/** The public prefix of a key, the same in everybody's, as in `sk-ant-api03-`. */
const OPEN_START = /^[a-z]{2,4}-(?:[a-z]{1,7}\d{0,2}-){0,2}/;

/** A placeholder word that people enter where a key is required but not needed. */
const WORD = /^[a-z]{1,15}$/;

const STRUCK = '•••';

/** Removes known secrets from a text. */
export type Strike = (text: string) => string;

const known = new WeakMap<object, Strike>();

/**
 * Removes the secrets of the credential from all texts of a failure: a gateway may echo the request's headers
 * in its error, in any encoding, whole or in parts.
 */
export function withoutSecrets(failure: Failure, data: ICredentialDataDecryptedObject): Failure {
	const strike = strikeFor(data);
	const { message, description, type, errorCode, requestId } = failure;
	return failure.with({
		message: strike(message),
		description: strike(description),
		type: strike(type),
		errorCode: errorCode === undefined ? undefined : strike(errorCode),
		requestId: requestId === null ? null : strike(requestId),
	});
}

/** The function that removes a credential's secrets from texts; other texts stay unchanged. */
export function strikeFor(data: ICredentialDataDecryptedObject): Strike {
	const before = known.get(data);
	if (before !== undefined) return before;
	const strike = strikeOf(secretsOf(data));
	known.set(data, strike);
	return strike;
}

function strikeOf(secrets: readonly string[]): Strike {
	const forms = new Map<string, { asWord: boolean }>();
	const parts = new Set<string>();
	for (const secret of secrets) {
		const lower = asciiLower(secret);
		const start = OPEN_START.exec(lower)?.[0].length ?? 0;
		for (const written of formsOf(secret)) {
			const form = asciiLower(written);
			if (form.length >= PART) forms.set(form, { asWord: form === lower && WORD.test(form) });
		}
		// A value of several words is in the list word by word as well.
		if (/\s/.test(secret)) continue;
		for (const written of formsOf(secret.slice(start))) {
			for (const part of partsOf(written)) parts.add(part);
		}
	}
	if (forms.size === 0) return (text) => text;
	const hiddenIn = (lower: string): Uint8Array => {
		const hidden = new Uint8Array(lower.length);
		for (const [form, { asWord }] of forms) {
			for (let at = lower.indexOf(form); at !== -1; at = lower.indexOf(form, at + 1)) {
				const end = at + form.length;
				if (!asWord || isWord(lower, at, end)) hidden.fill(1, at, end);
			}
		}
		for (let at = 0; at + PART <= lower.length; at++) {
			if (parts.has(lower.slice(at, at + PART))) hidden.fill(1, at, at + PART);
		}
		return hidden;
	};
	const least = Math.min(2 * PART, ...[...forms.keys()].map((form) => form.length));
	return (text) => {
		const lower = asciiLower(text);
		const hidden = hiddenIn(lower);
		const solid = solidPlaces(lower);
		const inSolid = hiddenIn(solid.map((place) => lower[place]).join(''));
		for (const [start, end] of runsIn(inSolid)) {
			// A few characters of neighbouring words may look like a part by chance.
			if (end - start >= least) hidden.fill(1, solid[start], (solid[end - 1] ?? 0) + 1);
		}
		return struck(text, hidden);
	};
}

/** The places of all characters but blanks and invisible ones, which may stand between parts of a secret. */
function solidPlaces(text: string): number[] {
	const places = Array.from({ length: text.length }, (_, place) => place);
	return places.filter((place) => !/[\s\p{Cc}\p{Cf}]/u.test(text[place] ?? ''));
}

/** Start and end of every run of hidden characters. */
function runsIn(hidden: Uint8Array): Array<[start: number, end: number]> {
	const runs: Array<[number, number]> = [];
	for (let start = hidden.indexOf(1); start !== -1; ) {
		const next = hidden.indexOf(0, start);
		const end = next === -1 ? hidden.length : next;
		runs.push([start, end]);
		start = hidden.indexOf(1, end);
	}
	return runs;
}

/** Parts that reveal a secret, in lower case; letters alone are left out, as any word may contain them. */
function partsOf(form: string): string[] {
	const starts = Array.from({ length: Math.max(0, form.length - PART + 1) }, (_, at) => at);
	return starts
		.map((at) => form.slice(at, at + PART))
		.filter((part) => !/^[A-Z]?[a-z]+$/.test(part))
		.map(asciiLower);
}

function isWord(text: string, start: number, end: number): boolean {
	const flanks = (text[start - 1] ?? ' ') + (text[end] ?? ' ');
	return !/[a-z0-9]/.test(flanks);
}

/** Replaces every run of hidden characters with one mark. */
function struck(text: string, hidden: Uint8Array): string {
	if (!hidden.includes(1)) return text;
	const pieces: string[] = [];
	let start = 0;
	while (start < text.length) {
		const isHidden = hidden[start] === 1;
		const next = hidden.indexOf(isHidden ? 0 : 1, start);
		const end = next === -1 ? text.length : next;
		pieces.push(isHidden ? STRUCK : text.slice(start, end));
		start = end;
	}
	// A mark may have replaced half of a surrogate pair.
	return pieces.join('').replace(/\p{Cs}/gu, '');
}
