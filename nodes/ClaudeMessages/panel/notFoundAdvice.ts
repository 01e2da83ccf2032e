/**
 * Advice for something that the API does not have; undefined where the panel names nothing.
 *
 * @param shows whether a field is on the panel
 */
export function notFoundAdvice(shows: (field: string) => boolean): string | undefined {
	const ids = [
		...(shows('model') ? ["the 'Model' (it may be retired or mistyped)"] : []),
		...(shows('messagesInput') ? ['the ID of any file'] : []),
		...(shows('batchId') ? ["the 'Batch ID'"] : []),
		...(shows('fileId') ? ["the 'File ID'"] : []),
	];
	if (ids.length === 0) return undefined;
	return `Check ${ids.join(', ')}, and the 'Base URL' of the credential.`;
}
