/**
 * The formats that the API enforces, with their checks.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
 */
const FORMATS = new Map<unknown, (text: string) => boolean>([
	['date', isDate],
	['time', isTime],
	['date-time', isDateTime],
	['duration', isDuration],
	['email', isEmail],
	['hostname', isHostname],
	['uri', isUri],
	['uuid', (text) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text)],
	['ipv4', isIpv4],
	['ipv6', isIpv6],
]);

/** Whether a text has a format; unknown formats fit every text. */
export function hasFormat(text: string, format: unknown): boolean {
	return FORMATS.get(format)?.(text) ?? true;
}

/** @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
function isDate(text: string): boolean {
	const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
	if (year === undefined || month === undefined || day === undefined) return false;
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
	return days !== undefined && day >= 1 && day <= days;
}

const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):?(\d\d)?)$/i;

/** Requires a zone; allows a leap second only before midnight in UTC. */
function isTime(text: string): boolean {
	const parts = TIME.exec(text);
	if (parts === null) return false;
	const [, hour = 0, minute = 0, second = 0, , zoneHour = 0, zoneMinute = 0] = parts.map((part) =>
		Number(part ?? 0),
	);
	if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false;
	if (second < 60) return true;
	const zone = (parts[4] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
	const minutesOfDay = 24 * 60;
	return (hour * 60 + minute - zone + minutesOfDay) % minutesOfDay === minutesOfDay - 1;
}

function isDateTime(text: string): boolean {
	return /^.{10}[t ]/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

/**
 * Replaces each number by one digit first, so that no digit is read more than once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#appendix-A
 */
function isDuration(text: string): boolean {
	const form = text.replace(/\d+/g, '0');
	return (
		/^P(?:0W|(?:0Y)?(?:0M)?(?:0D)?(?:T(?:0H)?(?:0M)?(?:0S)?)?)$/.test(form) && !/[PT]$/.test(form)
	);
}

/** Accepts an address without quotes, at a host with a dot. */
function isEmail(text: string): boolean {
	const [local = '', host = '', ...others] = text.split('@');
	const words = local.split('.');
	return (
		others.length === 0 &&
		words.every((word) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(word)) &&
		/\.[^.]+$/.test(host) &&
		isHostname(host)
	);
}

/** @see https://www.rfc-editor.org/rfc/rfc1123#section-2 */
function isHostname(text: string): boolean {
	const name = text.endsWith('.') ? text.slice(0, -1) : text;
	const isLabel = (label: string) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label);
	return name.length <= 253 && name.split('.').every(isLabel);
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#appendix-A */
function isUri(text: string): boolean {
	const scheme = /^[a-z][a-z\d+.-]*:/i.exec(text)?.[0];
	if (scheme === undefined) return false;
	const [beforeFragment, fragment = ''] = splitAt(text.slice(scheme.length), '#');
	const [hierarchy, query = ''] = splitAt(beforeFragment, '?');
	const authority = /^\/\/([^/]*)/.exec(hierarchy)?.[1] ?? '';
	const path = hierarchy.startsWith('//') ? hierarchy.slice(authority.length + 2) : hierarchy;
	const host = authority.replace(/^[^@]*@/, '').replace(/:\d*$/, '');
	const ipLiteral = /^\[(.*)\]$/.exec(host)?.[1];
	const plain = ipLiteral === undefined ? authority : authority.replace(host, '');
	return (
		(ipLiteral === undefined || isIpv6(ipLiteral)) &&
		/^(?:[\w.~!$&'()*+,;=:@-]|%[\da-f]{2})*$/i.test(plain) &&
		/^(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*$/i.test(path + query + fragment)
	);
}

/** Splits a text at the first occurrence of a sign. */
function splitAt(text: string, sign: string): [before: string, behind?: string] {
	const at = text.indexOf(sign);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function isIpv4(text: string): boolean {
	const parts = text.split('.');
	return (
		parts.length === 4 &&
		parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
	);
}

/** @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function isIpv6(text: string): boolean {
	const halves = text.split('::');
	const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
	const last = groups.at(-1) ?? '';
	const endsInIpv4 = last.includes('.') && text.endsWith(last);
	const hex = endsInIpv4 ? groups.slice(0, -1) : groups;
	const length = hex.length + (endsInIpv4 ? 2 : 0);
	return (
		(!endsInIpv4 || isIpv4(last)) &&
		hex.every((group) => /^[\da-f]{1,4}$/i.test(group)) &&
		(halves.length === 1 ? length === 8 : halves.length === 2 && length < 8)
	);
}
