import { switchOption } from './option';

export const waitForCompletion = switchOption({
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	default: false,
	description:
		'Whether the execution goes on only when all answers are there, and gives them as Send does; most batches end within an hour',
});
