/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import * as ts from 'typescript';
import { ClaudeMessages } from '../../nodes/ClaudeMessages/ClaudeMessages.node';
import { findFiles } from '../../nodes/ClaudeMessages/files/itemFiles';
import { stopFailure } from '../../nodes/ClaudeMessages/output/stopReason';
import { properties } from '../../nodes/ClaudeMessages/panel';
import { checkModel } from '../../nodes/ClaudeMessages/request/checkModel';
import { settlePrefill } from '../../nodes/ClaudeMessages/request/prefill';
import { checkTurns } from '../../nodes/ClaudeMessages/request/turns';
import { ClaudeMessagesTrigger } from '../../nodes/ClaudeMessagesTrigger/ClaudeMessagesTrigger.node';
import { properties as ofTrigger } from '../../nodes/ClaudeMessagesTrigger/panel';
import { messageIn } from '../../nodes/shared/api/endpoints/messageShape';
import { baseUrlOf } from '../../nodes/shared/api/transport/baseUrl';
import { Failure } from '../../nodes/shared/errors/failure';
import { networkFailure } from '../../nodes/shared/errors/networkFailure';
import { readJson, readNumber, readSwitch } from '../../nodes/shared/fields/values';
import { entriesOf } from './fields/entries';
import { readProgram } from './errors/program';
import { sitesIn, toldBy } from './errors/sites';
import { HOLE } from './errors/wording';
import { PAGES } from './pages';

const PROGRAM = readProgram();
const SITES = sitesIn(PROGRAM);
const TOLD = SITES.flatMap((site) => toldBy(site, PROGRAM));

test.each(PAGES)(
	'docs/$name is what `npm run docs:generate` makes of the code',
	async ({ path, make }) => {
		expect(readFileSync(path, 'utf8')).toBe(await make());
	},
);

test('the reference is made of what n8n loads', () => {
	expect(new ClaudeMessages().description.properties).toBe(properties);
	expect(new ClaudeMessagesTrigger().description.properties).toBe(ofTrigger);
});

function parametersIn(fields: readonly INodeProperties[]): string[] {
	return fields.flatMap(({ name, type, options = [] }) => [
		...(type === 'notice' ? [] : [name]),
		...options.flatMap((option) => {
			if ('values' in option) return parametersIn(option.values);
			return 'type' in option ? parametersIn([option]) : [];
		}),
	]);
}

test('no field is forgotten, however deep it is', () => {
	const all = entriesOf(properties).map(({ property }) => property.name);
	expect(all).toEqual(parametersIn(properties));
});

test('every place in the code that makes a failure was found', () => {
	const calls = PROGRAM.sources.flatMap(({ text }) => [
		...text.matchAll(/(?<!function )\binvalidInput\(|\bnew Failure\(\{(?!\s*\.\.\.)/g),
	]);
	// `invalidInput` makes one itself; the reasons of a broken connection stand in a list beside it.
	const inList = SITES.filter(({ node }) => ts.isArrayLiteralExpression(node.parent));
	expect(inList.length).toBeGreaterThan(5);
	expect(SITES.length - inList.length).toBe(calls.length - 1 + NOT_WORDED.length);
});

/** Where the words come from the list of reasons. */
const NOT_WORDED = ['shared/errors/networkFailure.ts'];

test('every failure has words on the page', () => {
	const silent = TOLD.filter(({ message }) => message === HOLE);
	expect(silent.map(({ place }) => place)).toEqual(NOT_WORDED);
});

function failureOf(work: () => unknown): Failure {
	try {
		const result = work();
		if (result instanceof Failure) return result;
	} catch (error) {
		if (error instanceof Failure) return error;
	}
	throw new Error('There was no failure');
}

const cut = messageIn({ content: [], usage: { output_tokens: 7 }, stop_reason: 'max_tokens' });
const rules = { failOnRefusal: true, failOnTruncation: true };
const whole = { label: 'Limit', takes: 'a whole number of at least 1', accepts: Number.isInteger };

const HAPPENED: Array<[name: string, failure: () => unknown]> = [
	['a number that came as text', () => readNumber('12', whole)],
	['a switch that came as text', () => readSwitch('yes', 'Strict', false)],
	['JSON with a slip', () => readJson('{', 'Extra Body')],
	['a prefill on a new model', () => settlePrefill([], '(', 'claude-opus-5', 'fail')],
	['nothing to send', () => checkTurns([{ role: 'user', content: ' ' }])],
	['a question behind the base URL', () => baseUrlOf('https://gateway.example/?key=1')],
	['a host that is not there', () => networkFailure({ code: 'ENOTFOUND' }, 'api.example')],
	['a field without a file', () => findFiles('data', { json: {} })],
	[
		'an answer that was cut off',
		() => cut && stopFailure({ message: cut, requestId: null }, rules, false),
	],
	['a model that refuses an option', () => checkModel({ ...HAIKU, speed: 'fast' })],
];

const HAIKU = { model: 'claude-haiku-4-5', messages: [] };

/** What the words stand for: anything for a hole, and words in brackets or nothing. */
function asPattern(text: string): RegExp {
	const parts = text
		.replace(/\bHOST\b/g, HOLE)
		.split(/([…⟦⟧])/)
		.map((part) => {
			if (part === HOLE) return '.*';
			if (part === '⟦') return '(?:';
			return part === '⟧' ? ')?' : part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
		});
	return new RegExp(`^${parts.join('')}$`, 's');
}

test.each(HAPPENED)('the page has the message and the advice of %s', (_, work) => {
	const { message: seen, type, description } = failureOf(work);
	const rows = TOLD.filter(
		(told) =>
			told.type === type &&
			asPattern(told.message).test(seen) &&
			asPattern(told.advice).test(description),
	);
	expect(rows.filter(({ message }) => /[a-z]{2}/.test(message))).not.toEqual([]);
});
