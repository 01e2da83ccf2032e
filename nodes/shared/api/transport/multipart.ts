import type { BodyFile } from './bodyFile';
import { JsonBody } from './jsonBody';

/** A file of a form, and the fields beside it. */
export interface Form {
	fields: Readonly<Record<string, string>>;
	file: { field: string; name: string; mediaType: string; content: BodyFile };
}

/**
 * A form as `multipart/form-data`, whose file is streamed and whose length is known before.
 *
 * @param boundary must not occur in the content; a random one does not
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function multipartBody({ fields, file }: Form, boundary: string): JsonBody {
	const head = [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${file.field}"; filename="${escaped(file.name)}"`,
		`Content-Type: ${file.mediaType}`,
		'',
		'',
	].join('\r\n');
	const rest = Object.entries(fields).map(
		([name, value]) =>
			`\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
	);
	const tail = `${rest.join('')}\r\n--${boundary}--\r\n`;
	const byteLength = Buffer.byteLength(head) + file.content.contentLength + Buffer.byteLength(tail);
	const parts = [head, file.content, tail];
	return new JsonBody({ parts, byteLength }, `multipart/form-data; boundary=${boundary}`);
}

/** As browsers write names in forms. */
function escaped(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
