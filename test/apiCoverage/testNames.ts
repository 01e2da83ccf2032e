/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

const FOLDER = join(__dirname, '../engine');

/** What the code of a test can call its tests. */
interface Names {
	words: Set<string>;
	/** Names with gaps in them, as of templates and of `test.each`. */
	patterns: RegExp[];
}

/** A gap of `test.each`, as in `%s` and `$name`. */
const GAP = /%[sdij]|\$\w+(?:\.\w+)*/;

const read = new Map<string, Names>();

/**
 * Whether a test of `test/engine` has this name. The words of it stand in its file, or in one of the folder
 * that it imports; what fills a gap of a name is a word there too.
 */
export function hasTest(file: string, name: string): boolean {
	const path = join(FOLDER, file);
	if (!existsSync(path)) return false;
	const names = read.get(path) ?? namesIn(path);
	read.set(path, names);
	return isNamed(name, names);
}

function isNamed(name: string, names: Names): boolean {
	if (names.words.has(name)) return true;
	return names.patterns.some((pattern) => {
		const [, ...fillings] = pattern.exec(name) ?? [];
		return fillings.length > 0 && fillings.every((filling) => isNamed(filling, names));
	});
}

function namesIn(path: string): Names {
	const names: Names = { words: new Set(), patterns: [] };
	for (const file of withImports(path)) collect(parsed(file), names);
	return names;
}

function collect(node: ts.Node, names: Names): void {
	if (ts.isTemplateExpression(node)) {
		const { head, templateSpans } = node;
		addPattern([head.text, ...templateSpans.map(({ literal }) => literal.text)], names);
	} else if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) {
		// The keys of tables are words as well.
		if (!ts.isIdentifier(node) || ts.isPropertyAssignment(node.parent)) names.words.add(node.text);
		if (ts.isStringLiteralLike(node)) addPattern(node.text.split(GAP), names);
	}
	ts.forEachChild(node, (child) => collect(child, names));
}

/** A name with nothing but gaps would fit every test. */
function addPattern(fixed: string[], names: Names): void {
	if (fixed.length < 2 || fixed.join('').length < 4) return;
	names.patterns.push(new RegExp(`^${fixed.map(escaped).join('(.+)')}$`));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const parsed = (path: string) =>
	ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);

/** A file and those of the folder that it imports, and that these import. */
function withImports(path: string, known: string[] = []): string[] {
	if (known.includes(path)) return known;
	const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => join(dirname(path), `${fileName}.ts`))
		.filter((imported) => imported.startsWith(FOLDER) && existsSync(imported))
		.reduce((files, imported) => withImports(imported, files), [...known, path]);
}
