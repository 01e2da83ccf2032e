import { invalidInput } from '../errors/failure';
import { show } from '../words';
import { asText } from './values';
import { urlIn } from '../url';

/** A text field that may not be empty. */
export interface RequiredField {
	label: string;
	/** The part of a collection that it is in, as in `message 2`. */
	place?: string;
	/** What to do where it is empty or not as it should be. */
	wayOut: string;
}

/**
 * Reads a text that has to be there, without blanks around it.
 *
 * @throws Failure that names the field
 */
export function readRequired(value: unknown, { label, place, wayOut }: RequiredField): string {
	const text = asText(value, place === undefined ? label : `${label} of ${place}`).trim();
	if (text !== '') return text;
	throw invalidInput(`${named(label, place)} is empty`, wayOut);
}

/**
 * Reads an address of the web, as it was written.
 *
 * @throws Failure that names the field
 */
export function readUrl(value: unknown, field: RequiredField): string {
	const url = readRequired(value, field);
	if (/^https?:$/.test(urlIn(url)?.protocol ?? '')) return url;
	const { label, place, wayOut } = field;
	throw invalidInput(`${named(label, place)} is not an address: ${show(url)}`, wayOut);
}

function named(label: string, place: string | undefined): string {
	return place === undefined ? `'${label}'` : `'${label}' of ${place}`;
}
