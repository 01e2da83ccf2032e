export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** What the headers decide about the body: which version's rules, and which beta fields. */
export interface RequestContext {
	version: ApiVersion;
	betas: ReadonlySet<string>;
	/** The request stands in a batch, which has rules of its own. */
	isBatched?: boolean;
}
