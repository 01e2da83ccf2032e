import { GUIDE_QUESTION, image, png, post, useStandIn } from './testkit';

const standIn = useStandIn();

async function choose(question: unknown, more: Record<string, unknown> = {}) {
	const { json } = await post(standIn(), {
		model: 'claude-haiku-4-5',
		max_tokens: 1,
		messages: [
			{ role: 'user', content: question },
			{ role: 'assistant', content: 'The answer is (' },
		],
		...more,
	});
	return json;
}

function letter(text: string) {
	return {
		content: [{ type: 'text', text }],
		stop_reason: 'max_tokens',
		usage: { output_tokens: 1 },
	};
}

const COLOUR_QUESTION = 'Which colour is it? (A) red, (B) green, (C) blue';

describe('a single choice that is begun with "The answer is ("', () => {
	it("answers the guide's question with one token: C", async () => {
		expect(await choose(GUIDE_QUESTION)).toMatchObject(letter('C'));
	});

	it('knows the ants wherever they stand among the options', async () => {
		const question = 'What is latin for Ant? (A) Formicidae, (B) Apoidea';
		expect(await choose(question)).toMatchObject(letter('A'));
	});

	it('goes on after the letter when there is room', async () => {
		expect(await choose(GUIDE_QUESTION, { max_tokens: 100 })).toMatchObject({
			content: [{ text: `C) You asked: "${GUIDE_QUESTION}"` }],
			stop_reason: 'end_turn',
		});
	});

	it.each([
		['A', [250, 10, 10]],
		['B', [10, 140, 20]],
		['C', [20, 20, 200]],
	] as const)('looks at the picture: %s', async (expected, [red, green, blue]) => {
		const picture = image(png(8, 8, [red, green, blue]));
		const question = [picture, { type: 'text', text: COLOUR_QUESTION }];
		expect(await choose(question)).toMatchObject(letter(expected));
	});

	it('looks at the picture of the last turn, not at those of the examples', async () => {
		const turn = (colour: [number, number, number]) => ({
			role: 'user',
			content: [image(png(4, 4, colour)), { type: 'text', text: COLOUR_QUESTION }],
		});
		const { json } = await post(standIn(), {
			model: 'claude-haiku-4-5',
			max_tokens: 1,
			messages: [
				turn([255, 0, 0]),
				{ role: 'assistant', content: 'The answer is (A)' },
				turn([0, 0, 255]),
				{ role: 'assistant', content: 'The answer is (' },
			],
		});
		expect(json).toMatchObject(letter('C'));
	});

	it('takes the only option that the question speaks of, else the first', async () => {
		const speaking = 'My dog barks. Who is it? (A) a cat (B) a dog (C) a cow';
		expect(await choose(speaking)).toMatchObject(letter('B'));
		expect(await choose('Who is it? (A) a cat (B) a dog')).toMatchObject(letter('A'));
	});
});
