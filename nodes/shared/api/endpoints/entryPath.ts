import { invalidInput } from '../../errors/failure';
import { show } from '../../words';

/**
 * The path of one entry of a list.
 *
 * @param list as in `/v1/files`
 * @throws Failure for an ID of dots: URLs have no form for it that does not lead to another endpoint
 * @see https://url.spec.whatwg.org/#double-dot-path-segment
 */
export function entryPath(list: string, id: string): string {
	if (/^\.{1,2}$/.test(id)) {
		throw invalidInput(`${show(id)} is not an ID`, 'Give the ID as the API returned it.');
	}
	return `${list}/${encodeURIComponent(id)}`;
}
