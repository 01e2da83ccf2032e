import type { INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../shared/json';
import { numberOption, textOption, unset } from './options/option';

const DAY = 24 * 60 * 60;

const OPTIONS = {
	expiresIn: unset(
		numberOption({
			displayName: 'Expires In',
			name: 'expiresIn',
			default: 7 * DAY,
			min: 3600,
			max: 90 * DAY,
			integer: true,
			description:
				'Seconds after which Anthropic deletes the file, from an hour to 90 days; it stays until it is deleted without this option',
		}),
	),
	fileName: textOption({
		displayName: 'File Name',
		name: 'fileName',
		placeholder: 'e.g. price-list.pdf',
		description:
			'The name under which Anthropic keeps the file; that of the file itself without this option',
	}),
};

/** The options of File → Upload. */
export const uploadOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: Object.values(OPTIONS).map(({ property }) => property),
};

export interface UploadOptions {
	/** Seconds. */
	expiresIn: number | undefined;
	fileName: string | undefined;
}

export function readUploadOptions(value: unknown): UploadOptions {
	const raw = isRecord(value) ? value : {};
	return {
		expiresIn: OPTIONS.expiresIn.read(raw.expiresIn),
		fileName: OPTIONS.fileName.read(raw.fileName),
	};
}
