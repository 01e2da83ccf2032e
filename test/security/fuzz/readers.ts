import type { StreamEvent } from '../../../nodes/shared/api/endpoints/accumulateMessage';
import type { INodeExecutionData } from 'n8n-workflow';
import { answerItem } from '../../../nodes/ClaudeMessages/output/answerItem';
import { SpokenAnswer } from '../../../nodes/ClaudeMessages/output/spokenAnswer';
import { structuredOutput } from '../../../nodes/ClaudeMessages/output/structuredOutput';
import { messageIn } from '../../../nodes/shared/api/endpoints/messageShape';
import { EventReader } from '../../../nodes/shared/api/transport/eventStream';
import { apiFailure } from '../../../nodes/shared/errors/apiFailure';
import { withoutSecrets } from '../../../nodes/shared/errors/withoutSecrets';
import { isRecord, parseJson } from '../../../nodes/shared/json';
import { byNode, inChunks } from '../../unit/shared/api/reading';
import { answerOf, prefilledWith, untold } from '../../unit/output/messages';
import { speechOf } from '../../unit/output/spoken';
import { API_READERS } from './apiReaders';
import { FILE_READERS } from './fileReaders';
import { PANEL_READERS } from './panelReaders';
import { pieces, type Reader } from './reader';
import { ANSWERS, REFUSALS, STREAMS } from './samples';

const SHOWN = { includeConversation: true, includeInput: true, includePrefill: true };

/** Every form of the item of an answer. */
function itemsOf(message: unknown): INodeExecutionData[] {
	const whole = messageIn(message);
	if (whole === undefined) return [];
	const answer = { ...answerOf([]), message: whole, last: whole.content };
	return [true, false].map((simplify) =>
		answerItem(answer, {
			...untold,
			simplify,
			options: { ...SHOWN, includeSteps: true },
			prefilled: prefilledWith('It '),
			item: { json: {} },
			itemIndex: 0,
		}),
	);
}

const SCHEMA = {
	type: 'object',
	properties: { name: { type: 'string' }, born: { type: 'integer' } },
	required: ['name'],
};

/** What somebody hears of events. */
function told(bytes: Buffer): string {
	const said: string[] = [];
	const answer = new SpokenAnswer(speechOf({ activity: true }), (text) => said.push(text));
	answer.begin();
	for (const { data } of new EventReader().read(bytes)) {
		const event: unknown = parseJson(data);
		if (isEvent(event)) answer.hear(event);
	}
	return said.join('');
}

function isEvent(value: unknown): value is StreamEvent {
	return isRecord(value) && typeof value.type === 'string';
}

const SAMPLE = 'sk-ant-api03-Zx81kqWn44tRbQ7';
const SECRET = { apiKey: SAMPLE, headerValue: 'Bearer gate-0815-token' };

export const READERS: readonly Reader[] = [
	{
		name: 'event stream',
		samples: STREAMS,
		read(bytes) {
			const events = new EventReader();
			return [...pieces(bytes).flatMap((piece) => events.read(piece)), events.rest()];
		},
	},
	{
		name: 'streamed answer',
		samples: STREAMS,
		read: async (bytes) => itemsOf(await byNode(pieces(bytes))),
	},
	{ name: 'what is said to a chat', samples: STREAMS, read: told },
	{
		name: 'answer in JSON',
		samples: ANSWERS,
		read: async (bytes) => itemsOf(await API_READERS.message(inChunks(pieces(bytes)))),
	},
	{
		name: 'JSON that was asked for',
		samples: ANSWERS,
		read(bytes) {
			const text = { type: 'text' as const, text: bytes.toString(), citations: null };
			return structuredOutput(answerOf([text]), SCHEMA);
		},
	},
	{
		name: 'reason of a refusal',
		samples: REFUSALS,
		read(bytes) {
			const refused = {
				status: 400 + ((bytes[0] ?? 0) % 130),
				headers: {},
				text: bytes.toString(),
			};
			return withoutSecrets(apiFailure(refused), SECRET);
		},
	},
	...API_READERS.all,
	...FILE_READERS,
	...PANEL_READERS,
];
