import type { IBinaryData } from 'n8n-workflow';

/** A file as n8n's in-memory binary mode carries it inside the item: in base64. */
export function bytesFile(bytes: Buffer, fileName: string, mimeType: string): IBinaryData {
	return { data: bytes.toString('base64'), fileName, mimeType };
}
