import type Anthropic from '@anthropic-ai/sdk';

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';
export type ThinkingType = 'adaptive' | 'between_tools' | 'disabled' | 'enabled';

/** What differs from model to model; every model here takes images, PDFs, citations and batches. */
export interface Abilities {
	efforts: readonly Effort[];
	thinking: readonly ThinkingType[];
	/** Programmatic tool calling, which dynamic filtering of web search needs. */
	callsToolsFromCode: boolean;
	structuredOutputs: boolean;
	compaction: boolean;
}

/** The `capabilities` of https://platform.claude.com/docs/en/api/models/retrieve */
export function capabilitiesOf(abilities: Abilities): Anthropic.ModelCapabilities {
	const { efforts, thinking } = abilities;
	const yes = { supported: true };
	const effort = (level: Effort) => ({ supported: efforts.includes(level) });
	const type = (name: ThinkingType) => ({ supported: thinking.includes(name) });
	return {
		batch: yes,
		citations: yes,
		code_execution: { supported: abilities.callsToolsFromCode },
		context_management: {
			supported: true,
			clear_thinking_20251015: yes,
			clear_tool_uses_20250919: yes,
			compact_20260112: { supported: abilities.compaction },
		},
		effort: {
			supported: efforts.length > 0,
			low: effort('low'),
			medium: effort('medium'),
			high: effort('high'),
			xhigh: effort('xhigh'),
			max: effort('max'),
		},
		image_input: yes,
		pdf_input: yes,
		server_tools: { supported: true, web_search: yes, code_execution: yes },
		structured_outputs: { supported: abilities.structuredOutputs },
		thinking: {
			supported: thinking.some((name) => name !== 'disabled'),
			types: {
				adaptive: type('adaptive'),
				between_tools: type('between_tools'),
				disabled: type('disabled'),
				enabled: type('enabled'),
			},
		},
	};
}
