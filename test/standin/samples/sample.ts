import { z } from 'zod';

const FILE = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What a turn holds, in short: a text; an image or document by the SHA-256 of its bytes, with a name for the
 * reader; the call of a tool; what a tool gave back.
 */
const ASKED_PART = z.union([
	z.string(),
	z.strictObject({ image: FILE, name: z.string() }).transform(({ image }) => ({ image })),
	z.strictObject({ document: FILE, name: z.string() }).transform(({ document }) => ({ document })),
	z.strictObject({ tool: z.string(), input: z.record(z.unknown()) }),
	z.strictObject({ result: z.string() }),
]);

const TURN = z.union([
	z.strictObject({ user: z.array(ASKED_PART).min(1) }),
	z.strictObject({ assistant: z.array(ASKED_PART).min(1) }),
]);

/** What is answered, in short: texts, of which one may cite a page; structured output; calls of tools. */
const ANSWER_PART = z.union([
	z.string(),
	z.strictObject({ text: z.string(), cites: z.string(), page: z.number().int().min(1) }),
	z.strictObject({ json: z.unknown() }).transform(({ json }) => ({ json })),
	z.strictObject({ tool: z.string(), input: z.record(z.unknown()) }),
]);

/** An answer that was written beforehand for one request. */
export const SAMPLE = z.strictObject({
	/** The row of the example whose answer it is, from 1. */
	row: z.number().int().min(1),
	asked: z.strictObject({
		/** What the system prompt must hold, word for word; without it there must be none. */
		system: z.array(z.string().min(1)).min(1).optional(),
		/** The whole conversation. */
		turns: z.array(TURN).min(1),
	}),
	answer: z.array(ANSWER_PART).min(1),
});

export type AskedPart = z.output<typeof ASKED_PART>;
export type AnswerPart = z.output<typeof ANSWER_PART>;
export type Sample = z.output<typeof SAMPLE> & {
	/** The answer's id, by which everybody sees that it is a sample. */
	id: string;
};
