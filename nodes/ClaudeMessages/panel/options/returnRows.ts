import { switchOption } from './option';

const { property, read } = switchOption({
	displayName: 'Return Rows',
	name: 'returnRows',
	default: false,
	description:
		'Whether every item comes out with batch_id and custom_id, to be kept until its result is there, instead of one item per batch',
});

export const returnRows = {
	property: {
		...property,
		displayOptions: { hide: { waitForCompletion: [true] } },
	},
	read,
};
