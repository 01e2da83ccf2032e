/** @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview */
const NOT_IN_NAMES = /[^a-zA-Z0-9_-]/g;

const LONGEST = 64;

/** The names of tools as the API takes them, and what the user calls them. */
export class ToolNames {
	private readonly own = new Map<string, string>();

	/** @param taken names that no other tool may get */
	constructor(private readonly taken: readonly string[]) {}

	/** The name for the API: other characters become _, and a number tells equal ones apart. */
	add(own: string): string {
		const plain = own.replace(NOT_IN_NAMES, '_').slice(0, LONGEST) || '_';
		let name = plain;
		for (let number = 2; this.isTaken(name); number++) {
			const suffix = `_${number}`;
			name = plain.slice(0, LONGEST - suffix.length) + suffix;
		}
		this.own.set(name, own);
		return name;
	}

	/** All names, as the user calls the tools. */
	get all(): string[] {
		return [...this.taken, ...this.own.values()];
	}

	/** What the user calls the tool. */
	ownName(name: string): string {
		return this.own.get(name) ?? name;
	}

	/** The API's name of a tool that the user names; undefined for a tool that is not there. */
	wireName(own: string): string | undefined {
		for (const [name, known] of this.own) if (known === own) return name;
		return this.taken.includes(own) ? own : undefined;
	}

	/** Whether a tool of this name was declared. */
	has(name: string): boolean {
		return this.isTaken(name);
	}

	private isTaken(name: string): boolean {
		return this.own.has(name) || this.taken.includes(name);
	}
}
