import type { ServerCall } from '../facts/serverTools';
import { isBad, textIn, type Outcome, type Workshop } from './outcome';

const CONTENT = 'name,value\nants,6\n';
const MIME_TYPES: Readonly<Record<string, string>> = {
	csv: 'text/csv',
	html: 'text/html',
	json: 'application/json',
	md: 'text/markdown',
	txt: 'text/plain',
};

/** What `echo` prints, and a file for every redirection. */
export function runBash({ id: tool_use_id, input }: ServerCall, { files }: Workshop): Outcome {
	const type = 'bash_code_execution_tool_result';
	if (isBad(input)) {
		const error_code = 'execution_time_exceeded';
		const content = { type: 'bash_code_execution_tool_result_error', error_code } as const;
		return { block: { type, tool_use_id, content }, ...failed(error_code) };
	}
	const { made, ...run } = execute(textIn(input, 'command'), files);
	const content = made.map(
		({ file_id }) => ({ type: 'bash_code_execution_output', file_id }) as const,
	);
	return {
		block: { type, tool_use_id, content: { type: 'bash_code_execution_result', ...run, content } },
		...told(run.stdout, made),
	};
}

/** The same for the first version of the tool. */
export function runPython({ id: tool_use_id, input }: ServerCall, { files }: Workshop): Outcome {
	const type = 'code_execution_tool_result';
	if (isBad(input)) {
		const error_code = 'execution_time_exceeded';
		const content = { type: 'code_execution_tool_result_error', error_code } as const;
		return { block: { type, tool_use_id, content }, ...failed(error_code) };
	}
	const { made, ...run } = execute(textIn(input, 'code'), files);
	const content = made.map(({ file_id }) => ({ type: 'code_execution_output', file_id }) as const);
	return {
		block: { type, tool_use_id, content: { type: 'code_execution_result', ...run, content } },
		...told(run.stdout, made),
	};
}

interface Made {
	filename: string;
	file_id: string;
}

function execute(command: string, files: Workshop['files']) {
	const lines = command.split('\n').map((line) => /^echo '(.*)'(?: > (.+))?$/.exec(line));
	const printed = lines.flatMap((line) => (line && line[2] === undefined ? [`${line[1]}\n`] : []));
	const made = lines.flatMap((line): Made[] => {
		const filename = line?.[2];
		if (filename === undefined) return [];
		const mimeType = MIME_TYPES[filename.replace(/^.*\./, '')] ?? 'application/octet-stream';
		const file_id = files.add({ filename, mimeType, bytes: Buffer.from(CONTENT) });
		return [{ filename, file_id }];
	});
	return { stdout: printed.join(''), stderr: '', return_code: 0, made };
}

function told(stdout: string, made: Made[]) {
	const printed = stdout === '' ? [] : [`The code printed: "${stdout.trimEnd()}"`];
	const stored = made.map(({ filename, file_id }) => `I made ${filename}, file ${file_id}.`);
	return { passage: { text: [...printed, ...stored].join('\n') }, usesContainer: true };
}

function failed(code: string) {
	return { passage: { text: `The code failed: ${code}.` }, usesContainer: true };
}
