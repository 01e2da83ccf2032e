import { switchOption } from './option';

export const cancelOnStop = switchOption({
	displayName: 'Cancel on Stop',
	name: 'cancelOnStop',
	default: false,
	description:
		'Whether stopping the execution cancels the batch too; what has begun by then is still answered and paid for',
});
