import type { Asked } from './testbed';

/** What n8n keeps of the node's run. */
export function taskOf({ run }: Asked) {
	const [task] = run.data.resultData.runData['Claude Messages'] ?? [];
	return task;
}

/** What the run tells the user above its items. */
export function hintsOf(asked: Asked): string[] {
	return (taskOf(asked)?.hints ?? []).map(({ message }) => message);
}
