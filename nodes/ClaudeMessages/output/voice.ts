/** Between the texts of two turns, and around asides. */
export const BREAK = '\n\n';

/** Says that what was said before does not count any more. */
export const ANEW = '\n\n[The connection broke, and the answer starts anew.]\n\n';

/** Says the text of an answer, and asides that are not a part of it, with a blank line between the two. */
export class Voice {
	private last: 'nothing' | 'text' | 'aside' = 'nothing';

	constructor(private readonly say: (text: string) => void) {}

	text(text: string): void {
		if (text === '') return;
		const needsBreak = this.last === 'aside' && !text.startsWith(BREAK);
		this.last = 'text';
		this.say(needsBreak ? BREAK + text : text);
	}

	aside(text: string): void {
		const isFirst = this.last === 'nothing';
		this.last = 'aside';
		this.say(isFirst ? text : BREAK + text);
	}

	/** More of the aside that was begun last. */
	more(text: string): void {
		this.say(text);
	}

	/** @param whole everything of the answer so far */
	anew(whole: string): void {
		this.last = 'text';
		this.say(ANEW);
		this.text(whole);
	}
}
