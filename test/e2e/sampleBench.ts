import { allSamples } from '../../examples/answers';
import type { WorkflowFile } from '../engine/host';
import { importedExample, startWorkbench, withCredential, type Workbench } from './workbench';

/** The panel shows it above all fields, so nobody takes a sample for an answer of Claude's. */
export const SAMPLES_CREDENTIAL = 'Sample answers, not from Claude';

const NOTE = [
	'## Sample answers',
	'Claude is not asked here. A local stand-in answers the pinned rows with what was written by hand for them; the `id` of such an answer begins with `msg_sample_`. Whatever else you ask, it only says what arrived.',
].join('\n');
const NOTE_SIZE = { height: 150, width: 640 };
const GAP = 20;
/** n8n's third colour for notes, red. */
const RED = 3;

/** A workbench whose stand-in has the sample answers for the examples. */
export async function startSampleBench(say: (text: string) => void): Promise<Workbench> {
	return await startWorkbench('n8n-2', say, {
		credential: SAMPLES_CREDENTIAL,
		samples: allSamples(),
	});
}

/** An example as it is imported there: with the credential, and a note that says where the answers come from. */
export function sampleExample(name: string, credentialId: string): WorkflowFile {
	const file = importedExample(name, credentialId);
	return withNote(withCredential(file, credentialId, SAMPLES_CREDENTIAL));
}

function withNote(file: WorkflowFile): WorkflowFile {
	const left = Math.min(...file.nodes.map(({ position: [x] }) => x));
	const top = Math.min(...file.nodes.map(({ position: [, y] }) => y));
	const note: WorkflowFile['nodes'][number] = {
		id: 'sample-answers',
		name: 'Sample Answers',
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position: [left, top - NOTE_SIZE.height - GAP],
		parameters: { content: NOTE, color: RED, ...NOTE_SIZE },
	};
	return { ...file, nodes: [...file.nodes, note] };
}
