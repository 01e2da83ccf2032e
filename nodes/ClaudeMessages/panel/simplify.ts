import type { INodeProperties } from 'n8n-workflow';
import { readSwitch } from '../../shared/fields/values';

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Whether to return the simplified item. */
export function readSimplify(value: unknown): boolean {
	return readSwitch(value, 'Simplify', true);
}
