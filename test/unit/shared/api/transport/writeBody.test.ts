import { FileData } from '../../../../../nodes/ClaudeMessages/files/fileData';
import type { RequestBody } from '../../../../../nodes/ClaudeMessages/request/body';
import { writeBody, type WrittenBody } from '../../../../../nodes/shared/api/transport/writeBody';
import { chunked, joined } from '../../../files/chunks';

/** The whole body as it goes over the wire. */
async function wire({ parts }: WrittenBody): Promise<Buffer> {
	const pieces = await Promise.all(
		parts.map(async (part) =>
			typeof part === 'string' ? Buffer.from(part) : await joined(part.content()),
		),
	);
	return Buffer.concat(pieces);
}

const base64 = (bytes: Buffer) =>
	new FileData('base64', Math.ceil(bytes.length / 3) * 4, () => chunked(bytes, 7));
const plain = (text: string) => {
	const bytes = Buffer.from(text);
	const length = Buffer.byteLength(JSON.stringify(bytes.toString())) - 2;
	return new FileData('text', length, () => chunked(bytes, 5));
};
const ask = (...content: unknown[]): RequestBody => ({
	model: 'claude-haiku-4-5',
	max_tokens: 1,
	messages: [{ role: 'user', content: content.map((data) => ({ type: 'text', data })) }],
});

const NASTY = [
	'"quotes" and \\ backslashes \\" \\\\',
	'line\nbreak\r\n\ttab \u0000 \u001f \u2028 \u2029',
	'emoji 👩‍👩‍👧 and ü, 中文, ‮ right to left',
	'a lone \ud83d surrogate \udc00',
	'@file-abc123-0@',
	'</script><!-- {{ $json.x }} ${x} $& $1',
	'',
];

test.each(NASTY)('text of any kind arrives as it was written: %j', async (text) => {
	const body = ask(text);
	const written = writeBody(body, []);
	const bytes = await wire(written);
	expect(JSON.parse(bytes.toString())).toEqual(JSON.parse(JSON.stringify(body)));
	expect(written.byteLength).toBe(bytes.length);
});

test.each(NASTY)('files stand at their places beside the text %j', async (text) => {
	const first = Buffer.from([0, 255, 128, 7]);
	const files = [base64(first), plain(text), base64(Buffer.alloc(0)), plain(`${text}\n"end"`)];
	const body = { ...ask(text, files[0], text, files[1], files[2], files[3]), system: text };
	const written = writeBody(body, files);
	const bytes = await wire(written);
	// A file cannot hold half a character.
	const good = Buffer.from(text).toString();
	expect(JSON.parse(bytes.toString())).toEqual(
		JSON.parse(
			JSON.stringify({
				...ask(text, first.toString('base64'), text, good, '', `${good}\n"end"`),
				system: text,
			}),
		),
	);
	expect(written.byteLength).toBe(bytes.length);
});

test('the same file may stand in two places', async () => {
	const bytes = Buffer.from('%PDF-1.7');
	const files = [base64(bytes), base64(bytes)];
	const written = writeBody(ask(...files), files);
	expect(JSON.parse((await wire(written)).toString())).toEqual(
		ask(bytes.toString('base64'), bytes.toString('base64')),
	);
});

test('a body can be written again, as a retry does', async () => {
	const file = base64(Buffer.from('again and again'));
	const written = writeBody(ask(file), [file]);
	expect(await wire(written)).toEqual(await wire(written));
});

test('no part of a body holds a file while it waits', () => {
	const file = base64(Buffer.alloc(3_000_000));
	const { parts, byteLength } = writeBody(ask(file), [file]);
	expect(parts.filter((part) => typeof part === 'string').join('').length).toBeLessThan(200);
	expect(byteLength).toBeGreaterThan(4_000_000);
});
