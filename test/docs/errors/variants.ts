/** Decides between alternatives: the number of the one that counts. */
export type Pick = (question: string, alternatives: number) => number;

/** More than this many ways to word one message are a sign that it cannot be read. */
const MOST = 48;

/**
 * All values that work can have, by answering its questions in every way. The same question gets the same
 * answer within one value, so that a message and its advice fit together.
 */
export function variantsOf<Value>(work: (pick: Pick) => Value): Value[] {
	const values: Value[] = [];
	let answers: Array<{ answer: number; of: number }> = [];
	for (;;) {
		const asked = new Map<string, number>();
		const given: typeof answers = [];
		values.push(
			work((question, alternatives) => {
				const known = asked.get(question);
				if (known !== undefined) return known;
				const answer = answers[given.length]?.answer ?? 0;
				given.push({ answer, of: alternatives });
				asked.set(question, answer);
				return answer;
			}),
		);
		if (values.length > MOST) throw new RangeError('There are too many variants');
		while (given.length > 0 && isLast(given.at(-1))) given.pop();
		const last = given.pop();
		if (last === undefined) return values;
		answers = [...given, { ...last, answer: last.answer + 1 }];
	}
}

function isLast(entry: { answer: number; of: number } | undefined): boolean {
	return entry !== undefined && entry.answer + 1 >= entry.of;
}
