import { isRecord } from '../rules/shape';

/** What a local reference (`#`, `#/$defs/name`) points to; nothing for any other. */
export function resolvePointer(reference: string, root: unknown): unknown {
	if (!/^#(\/|$)/.test(reference)) return undefined;
	return reference
		.split('/')
		.slice(1)
		.reduce<unknown>((value, name) => childOf(value, unescape(name)), root);
}

function childOf(value: unknown, name: string): unknown {
	if (Array.isArray(value)) return value[Number(name)];
	return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** https://datatracker.ietf.org/doc/html/rfc6901#section-6 */
function unescape(name: string): string {
	return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
}
