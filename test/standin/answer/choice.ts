import { attachmentsIn } from '../facts/attachments';
import type { MessageBody } from '../rules/messageRequest';
import { colourOf, coloursIn } from './imageColour';
import { lastUserTurn, prefillOf, questionTexts } from './question';

interface Option {
	letter: string;
	text: string;
}

/**
 * The answer to a single-choice question whose answer was begun with `(`, as in Anthropic's
 * guide ("What is latin for Ant? (A) Apoidea, (B) Rhopalocera, (C) Formicidae"): the letter.
 * https://platform.claude.com/docs/en/build-with-claude/working-with-messages
 */
export function chooseLetter(body: MessageBody): string | undefined {
	if (!prefillOf(body).endsWith('(')) return undefined;
	const question = questionTexts(body).join('\n');
	const options = optionsIn(question);
	if (options.length < 2) return undefined;
	const chosen =
		byColour(body, options) ?? byKnowledge(question, options) ?? byWord(question, options);
	return (chosen ?? options[0])?.letter;
}

function optionsIn(question: string): Option[] {
	const found = question.matchAll(/\(([A-Z])\)\s*([^()\n]*)/g);
	return [...found].map(([, letter = '', text = '']) => ({ letter, text }));
}

/** Looks at the first PNG of the question. */
function byColour(body: MessageBody, options: Option[]): Option | undefined {
	const turn = `messages.${lastUserTurn(body.messages)}.`;
	const pictures = attachmentsIn(body.messages).flatMap(({ path, source }) =>
		path.startsWith(turn) && source.type === 'base64' && source.media_type === 'image/png'
			? [source.data]
			: [],
	);
	const [picture] = pictures;
	const named = options.flatMap((option) => coloursIn(option.text));
	if (picture === undefined || named.length === 0) return undefined;
	const colour = colourOf(Buffer.from(picture, 'base64'), named);
	return options.find((option) => colour !== undefined && coloursIn(option.text).includes(colour));
}

/** All that the stand-in has learnt: the family of the ants. */
function byKnowledge(question: string, options: Option[]): Option | undefined {
	if (!/\bants?\b/i.test(question)) return undefined;
	return options.find((option) => /\bformicidae\b/i.test(option.text));
}

/** The only option of which a word stands in the question itself. */
function byWord(question: string, options: Option[]): Option | undefined {
	const asked = wordsIn(question.slice(0, question.indexOf('(')));
	const matching = options.filter((option) =>
		wordsIn(option.text).some((word) => word.length > 2 && asked.includes(word)),
	);
	return matching.length === 1 ? matching[0] : undefined;
}

function wordsIn(text: string): string[] {
	return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
