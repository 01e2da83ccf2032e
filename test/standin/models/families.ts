import { capabilitiesOf, type Effort, type ThinkingType } from './capabilities';
import type { Model, ModelRules } from './model';
import type { ModelInfo } from '../types';

type Line = NonNullable<ModelInfo['line']>;

const LINES: readonly Line[] = ['haiku', 'sonnet', 'opus', 'fable', 'mythos'];

/** From 4.7 on: a million tokens, adaptive thinking, no prefill, no sampling parameters. */
export function current(
	id: string,
	created: string,
	efforts: readonly Effort[],
	thinking: readonly ThinkingType[],
	rules: Partial<ModelRules> = {},
): Model {
	return {
		info: {
			...about(id, created),
			max_input_tokens: 1_000_000,
			max_tokens: 128_000,
			capabilities: capabilitiesOf({
				efforts,
				thinking,
				callsToolsFromCode: true,
				structuredOutputs: true,
				compaction: true,
			}),
		},
		aliases: [],
		rules: {
			prefill: false,
			sampling: false,
			forcedTools: true,
			inferenceGeo: true,
			systemTurns: false,
			thinksByDefault: true,
			effortNeedsThinking: false,
			maxImageTokens: 4784,
			...rules,
		},
	};
}

/** 4.5: dated ids with an alias, 200,000 tokens, prefill and sampling parameters. */
export function dated(
	id: string,
	created: string,
	efforts: readonly Effort[],
	callsToolsFromCode: boolean,
): Model {
	return {
		info: {
			...about(id, created),
			max_input_tokens: 200_000,
			max_tokens: 64_000,
			capabilities: capabilitiesOf({
				efforts,
				thinking: ['enabled', 'disabled'],
				callsToolsFromCode,
				structuredOutputs: true,
				compaction: false,
			}),
		},
		aliases: [id.slice(0, -9)],
		rules: {
			prefill: true,
			sampling: true,
			forcedTools: true,
			inferenceGeo: false,
			systemTurns: false,
			thinksByDefault: false,
			effortNeedsThinking: false,
			maxImageTokens: 1568,
		},
	};
}

export function deprecated(model: Model, since: string, retires: string | null): Model {
	const info: ModelInfo = {
		...model.info,
		lifecycle: 'deprecated',
		deprecated_at: midnight(since),
		retires_at: retires === null ? null : midnight(retires),
	};
	return { ...model, info };
}

/** No longer callable; listed only when asked for. */
export function retired(id: string, since: string, on: string): Model {
	const created = id.slice(-8).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
	const model = deprecated(dated(id, created, [], false), since, on);
	return { ...model, info: { ...model.info, lifecycle: 'retired', capabilities: null } };
}

function about(id: string, created: string) {
	const line: Line = LINES.find((name) => id.includes(name)) ?? 'sonnet';
	const version = id.replace(/-\d{8}$/, '').match(/\d+/g) ?? ['Preview'];
	return {
		id,
		type: 'model',
		display_name: `Claude ${line[0]?.toUpperCase()}${line.slice(1)} ${version.join('.')}`,
		created_at: midnight(created),
		lifecycle: 'active',
		deprecated_at: null,
		retires_at: null,
		line,
	} satisfies Partial<ModelInfo>;
}

function midnight(day: string) {
	return `${day}T00:00:00Z`;
}
