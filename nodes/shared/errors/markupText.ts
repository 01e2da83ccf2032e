/** Named entities that occur in error pages; numeric ones need no list. */
const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	copy: '©',
	gt: '>',
	hellip: '…',
	ldquo: '“',
	lsquo: '‘',
	lt: '<',
	mdash: '—',
	middot: '·',
	nbsp: ' ',
	ndash: '–',
	quot: '"',
	rdquo: '”',
	rsquo: '’',
};

/** The elements in which a page states what happened, the shortest first. */
const OF_PAGES = ['title', 'h1', 'h2'];

/** The same for XML: AWS, Azure, SOAP. */
const OF_XML = ['message', 'faultstring', 'detail', 'description', 'reason', 'title'];

/** A title that every page could have. */
const SAYS_NOTHING = /^(?:error|document|untitled|index)?$/i;

/**
 * The error text of a web page or an XML document: its title or its message, else its visible text. Tags are
 * searched one after the other, so the time is linear.
 */
export function markupText(text: string): string {
	const lower = asciiLower(text);
	const isPage = ['<!doctype html', '<html', '<body', '<title'].some((tag) => lower.includes(tag));
	for (const name of isPage ? OF_PAGES : OF_XML) {
		const inner = elementText(text, lower, name);
		if (inner !== undefined && !SAYS_NOTHING.test(inner)) return inner;
	}
	return visibleText(text, lower);
}

/** The text of the first element of a name, with or without a namespace; undefined where there is none. */
function elementText(text: string, lower: string, name: string): string | undefined {
	for (let at = lower.indexOf(name); at !== -1; at = lower.indexOf(name, at + 1)) {
		const opens = text[at - 1] === '<' || (text[at - 1] === ':' && lower[at - 2] !== '/');
		if (!opens || !/[\s>]/.test(text[at + name.length] ?? '')) continue;
		const start = text.indexOf('>', at) + 1;
		if (start === 0) return undefined;
		const close = lower.indexOf(`${name}>`, start);
		const end = close === -1 ? text.length : text.lastIndexOf('<', close);
		return visibleText(text.slice(start, end), lower.slice(start, end)).trim();
	}
	return undefined;
}

/** The visible text: no tags, comments, scripts and styles; entities decoded. */
function visibleText(text: string, lower: string): string {
	let visible = '';
	let at = 0;
	while (at < text.length) {
		const open = text.indexOf('<', at);
		if (open === -1) return decodeEntities(visible + text.slice(at));
		visible += text.slice(at, open);
		if (lower.startsWith('<![cdata[', open)) {
			const end = text.indexOf(']]>', open);
			visible += text.slice(open + 9, end === -1 ? text.length : end);
			at = end === -1 ? text.length : end + 3;
		} else if (/[a-z/!?]/.test(lower[open + 1] ?? '')) {
			visible += ' ';
			at = afterTag(lower, open);
		} else {
			visible += '<';
			at = open + 1;
		}
	}
	return decodeEntities(visible);
}

/** The offset after a tag, or after the end of a comment, script or style. */
function afterTag(lower: string, open: number): number {
	if (lower.startsWith('<!--', open)) return endOf(lower, '-->', open);
	for (const name of ['script', 'style', 'svg', 'template']) {
		if (lower.startsWith(`<${name}`, open)) return endOf(lower, `</${name}>`, open);
	}
	return endOf(lower, '>', open);
}

function endOf(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at === -1 ? text.length : at + mark.length;
}

function decodeEntities(text: string): string {
	return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
		if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
		const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

/** Lower-cases ASCII letters only, which never changes a text's length. */
export function asciiLower(text: string): string {
	return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
