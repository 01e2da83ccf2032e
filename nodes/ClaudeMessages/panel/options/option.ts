import type { INodeProperties } from 'n8n-workflow';

/**
 * One entry of the Options collection: what the user sees, and how its value is read. `read` gets
 * undefined for an option that was not added.
 */
export interface Option<Value> {
	property: INodeProperties;
	read(value: unknown): Value;
}
