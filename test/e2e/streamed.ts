import type { IDataObject, StructuredChunk } from 'n8n-workflow';

/** The chunks that n8n sends to a caller, each as soon as it is there. */
export async function* streamed(
	url: string,
	body: IDataObject | IDataObject[],
): AsyncGenerator<StructuredChunk> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok || answer.body === null) {
		throw new RangeError(`n8n answered ${answer.status}: ${await answer.text()}`);
	}
	let rest = '';
	for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
		const lines = `${rest}${piece}`.split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines.filter(Boolean)) yield JSON.parse(line);
	}
	if (rest !== '') yield JSON.parse(rest);
}
