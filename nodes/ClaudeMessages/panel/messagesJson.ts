import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { Block, Turn } from '../request/body';
import { readJson } from '../../shared/fields/values';
import { show } from '../../shared/words';

const LABEL = 'Messages (JSON)';

export const messagesJson: INodeProperties = {
	displayName: LABEL,
	name: 'messagesJson',
	type: 'json',
	typeOptions: { rows: 8 },
	displayOptions: { show: { messagesInput: ['json'] } },
	default: '[\n  { "role": "user", "content": "" }\n]',
	description:
		'The list of turns as the Messages API takes it, or an expression that gives it; the source of an image or document may be { "type": "binary", "field": "data" } for a file of the item',
};

/**
 * The turns of Messages (JSON), unchanged: they may contain every block that the API accepts.
 *
 * @param label the field that contains the turns, for error messages
 * @throws Failure that names the place, as in `messages[2].content[0]`
 */
export function readTurns(value: unknown, label = LABEL): Turn[] {
	const turns = readJson(value, label);
	if (!Array.isArray(turns)) {
		throw invalidInput(
			`'${label}' is not a list of turns but ${show(turns)}`,
			'Give an array as in [{ "role": "user", "content": "Hello" }].',
		);
	}
	return turns.map((turn: unknown, index) => readTurn(turn, `messages[${index}]`, label));
}

function readTurn(turn: unknown, place: string, label: string): Turn {
	if (!isRecord(turn)) throw misplaced(label, place, 'an object with role and content', turn);
	const { role, content } = turn;
	if (typeof role !== 'string' || role === '') {
		throw misplaced(label, `${place}.role`, 'user or assistant', role);
	}
	if (typeof content === 'string') return { ...turn, role, content };
	if (!Array.isArray(content)) {
		throw misplaced(label, `${place}.content`, 'text or an array of content blocks', content);
	}
	const blocks = content.map((block: unknown, index) =>
		readBlock(block, `${place}.content[${index}]`, label),
	);
	return { ...turn, role, content: blocks };
}

function readBlock(block: unknown, place: string, label: string): Block {
	if (!isRecord(block)) throw misplaced(label, place, 'an object with a type', block);
	const { type } = block;
	if (typeof type !== 'string')
		throw misplaced(label, `${place}.type`, 'the type of a block', type);
	return { ...block, type };
}

function misplaced(label: string, place: string, wanted: string, found: unknown) {
	return invalidInput(
		`'${label}' has ${found === undefined ? 'nothing' : show(found)} at ${place}, where ${wanted} belongs`,
		'Follow the shape [{ "role": "user", "content": "Hello" }]; a content block is as in { "type": "text", "text": "Hello" }.',
	);
}
