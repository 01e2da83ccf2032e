/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inflateSync } from 'node:zlib';

export interface PdfFacts {
	/** Zero when no page object is found. */
	pages: number;
	encrypted: boolean;
}

export function isPdf(bytes: Buffer): boolean {
	return bytes.subarray(0, 4).toString('latin1') === '%PDF';
}

/** Counts the page objects, in the open and in compressed object streams. */
export function pdfFactsOf(bytes: Buffer): PdfFacts {
	const source = bytes.toString('latin1');
	const hidden = /\/ObjStm\b/.test(source) ? inflateStreams(bytes, source) : '';
	return {
		pages: countPages(source) + countPages(hidden),
		encrypted: /\/Encrypt\s+\d+\s+\d+\s+R/.test(source),
	};
}

function countPages(source: string): number {
	return source.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
}

function inflateStreams(bytes: Buffer, source: string): string {
	const starts = [...source.matchAll(/\/ObjStm\b[^]*?stream\r?\n/g)];
	return starts.map((match) => inflateFrom(bytes, match.index + match[0].length)).join('\n');
}

function inflateFrom(bytes: Buffer, start: number): string {
	try {
		return inflateSync(bytes.subarray(start)).toString('latin1');
	} catch {
		return '';
	}
}
