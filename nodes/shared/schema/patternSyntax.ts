/** The structure of a regular expression, as far as it affects the cost of backtracking. */
export type Pattern =
	| { kind: 'atom'; source: string }
	| { kind: 'assertion'; at: 'start' | 'end' | 'word' }
	| { kind: 'sequence'; parts: Pattern[] }
	| { kind: 'choice'; options: Pattern[] }
	| { kind: 'repetition'; body: Pattern; least: number; most: number };

const ASSERTIONS: Readonly<Record<string, 'start' | 'end' | 'word'>> = {
	'^': 'start',
	$: 'end',
	'\\b': 'word',
	'\\B': 'word',
};

const ASSERTION = /\^|\$|\\[bB]/y;
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y;
/** Excludes back references and half surrogate pairs. */
const ESCAPE =
	/\\(?:u\{[\da-f]+\}|u(?!d[89a-f])[\da-f]{4}|x[\da-f]{2}|c[a-z]|p\{[^}]*\}|0(?!\d)|[^\dukxcp])/iy;
const LITERAL = /[^\\^$.|?*+()[]/y;
const LITERAL_CHARACTER = /[^\\^$.|?*+()[]/uy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const GROUP = /\((?:\?(?::|<[A-Za-z_]\w*>))?/y;

const MOST_DEPTH = 50;

/**
 * Parses an expression that JavaScript accepts. Undefined for unsupported syntax: back references,
 * lookarounds and the like.
 *
 * @param unicode whether it has the flag u
 */
export function patternOf(source: string, unicode: boolean): Pattern | undefined {
	const reader = new PatternReader(source, unicode);
	const pattern = reader.choice(0);
	return reader.isAtEnd ? pattern : undefined;
}

class PatternReader {
	private at = 0;

	constructor(
		private readonly source: string,
		private readonly unicode: boolean,
	) {}

	get isAtEnd(): boolean {
		return this.at === this.source.length;
	}

	choice(depth: number): Pattern | undefined {
		const options: Pattern[] = [];
		do {
			const option = this.sequence(depth);
			if (option === undefined) return undefined;
			options.push(option);
		} while (this.take(/\|/y) !== undefined);
		return { kind: 'choice', options };
	}

	private sequence(depth: number): Pattern | undefined {
		const parts: Pattern[] = [];
		while (!this.isAtEnd && !'|)'.includes(this.source.charAt(this.at))) {
			const part = this.part(depth);
			if (part === undefined) return undefined;
			parts.push(this.repeated(part));
		}
		return { kind: 'sequence', parts };
	}

	private part(depth: number): Pattern | undefined {
		const assertion = ASSERTIONS[this.take(ASSERTION)?.[0] ?? ''];
		if (assertion !== undefined) return { kind: 'assertion', at: assertion };
		if (this.source.charAt(this.at) === '(') return this.group(depth);
		const literal = this.unicode ? LITERAL_CHARACTER : LITERAL;
		const atom = this.take(/\./y) ?? this.take(CLASS) ?? this.take(ESCAPE) ?? this.take(literal);
		return atom === undefined ? undefined : { kind: 'atom', source: atom[0] };
	}

	private group(depth: number): Pattern | undefined {
		const [start = ''] = this.take(GROUP) ?? [];
		if (start === '(' && this.source.charAt(this.at) === '?') return undefined;
		const inner = depth < MOST_DEPTH ? this.choice(depth + 1) : undefined;
		return this.take(/\)/y) === undefined ? undefined : inner;
	}

	private repeated(body: Pattern): Pattern {
		const [whole, sign, count, comma, end] = this.take(QUANTIFIER) ?? [];
		if (whole === undefined) return body;
		const least = sign === undefined ? Number(count) : sign === '+' ? 1 : 0;
		if (sign !== undefined) {
			return { kind: 'repetition', body, least, most: sign === '?' ? 1 : Infinity };
		}
		if (comma === undefined) return { kind: 'repetition', body, least, most: least };
		return { kind: 'repetition', body, least, most: end === '' ? Infinity : Number(end) };
	}

	private take(expression: RegExp): RegExpExecArray | undefined {
		expression.lastIndex = this.at;
		const found = expression.exec(this.source) ?? undefined;
		if (found !== undefined) this.at = expression.lastIndex;
		return found;
	}
}
