import type { SdkNames } from '../sdkTypes';

/** A test: its file in `test/engine`, and its name as Jest shows it, without those of the groups around it. */
export type Proof = readonly [file: string, name: string];

/** Where a name of the API is for the user, and what proves it. */
export type Place = readonly [name: string, where: string, proof: Proof];

export type Places = Readonly<Record<keyof SdkNames, readonly Place[]>>;

/** A row of the comparison with what the official SDK sends. */
export const beside = (name: string): Proof => ['sdkBodies.test.ts', name];
