import { invalid } from '../apiError';
import { decodeBase64 } from '../facts/base64';
import { isPdf, pdfFactsOf } from '../facts/pdfFacts';
import * as is from './shape';

const pdfShape = is.fields({
	type: is.text,
	media_type: is.oneOf('application/pdf'),
	data: is.filledText,
});

/** https://platform.claude.com/docs/en/build-with-claude/pdf-support */
export const base64Pdf: is.Check = (value, place, context) => {
	pdfShape(value, place, context);
	if (!is.isRecord(value) || typeof value.data !== 'string') return;
	const bytes = decodeBase64(value.data);
	if (bytes === undefined) throw invalid(`${place}.data`, 'the data is not valid base64');
	if (!isPdf(bytes)) throw invalid(`${place}.data`, 'the data is not a PDF');
	if (pdfFactsOf(bytes).encrypted) {
		throw invalid(`${place}.data`, 'the PDF is protected by a password');
	}
};

export const plainTextDocument = is.fields({
	type: is.text,
	media_type: is.oneOf('text/plain'),
	data: is.filledText,
});
