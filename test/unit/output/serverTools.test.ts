import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { madeFileIds } from '../../../nodes/ClaudeMessages/output/serverTools';

test('an answer that names very many files is read like any other', () => {
	const outputs = Array.from({ length: 300_000 }, (_, index) => ({
		type: 'code_execution_output' as const,
		file_id: `file_${index % 250_000}`,
	}));
	const block: ContentBlock = {
		type: 'code_execution_tool_result',
		tool_use_id: 'srvtoolu_1',
		content: {
			type: 'code_execution_result',
			stdout: '',
			stderr: '',
			return_code: 0,
			content: outputs,
		},
	};
	const ids = madeFileIds([block]);
	expect([ids.length, ids[0], ids.at(-1)]).toEqual([250_000, 'file_0', 'file_249999']);
});
