import type { INodeProperties } from 'n8n-workflow';
import { readSwitch } from '../../shared/fields/values';

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export function readReturnAll(value: unknown): boolean {
	return readSwitch(value, returnAll.displayName, false);
}
