import * as workflow from 'n8n-workflow';
import { toFailure } from '../../errors/toFailure';
import type { Run } from './startRun';

/** Reports to n8n what a run used and waited for; never throws, so that no answers are lost. */
export function reportRun(context: workflow.IExecuteFunctions, run: Run): void {
	try {
		report(context, run);
	} catch (error) {
		context.logger.warn(`Claude Messages could not report its run: ${toFailure(error).message}`);
	}
}

function report(context: workflow.IExecuteFunctions, { notes }: Run): void {
	const { input, output } = notes.tokens;
	// n8n keeps token counts with the execution from 2.20 on.
	if ('accumulateTokenUsage' in workflow && input + output > 0) {
		workflow.accumulateTokenUsage(context, input, output);
	}
	const hints = notes.hints();
	if (hints.length > 0) context.addExecutionHints?.(...hints);
}
