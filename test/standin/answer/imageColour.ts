import { PNG } from 'pngjs';

type Colour = readonly [red: number, green: number, blue: number];

const NAMED_COLOURS: ReadonlyArray<readonly [name: string, colour: Colour]> = [
	['red', [255, 0, 0]],
	['green', [0, 160, 0]],
	['blue', [0, 0, 255]],
	['yellow', [255, 255, 0]],
	['black', [0, 0, 0]],
	['white', [255, 255, 255]],
	['orange', [255, 150, 0]],
	['purple', [128, 0, 128]],
	['pink', [255, 160, 190]],
	['brown', [140, 70, 20]],
	['cyan', [0, 255, 255]],
	['gray', [128, 128, 128]],
	['grey', [128, 128, 128]],
];

/** The colours that a text names. */
export function coloursIn(text: string): string[] {
	const words: readonly string[] = text.toLowerCase().match(/[a-z]+/g) ?? [];
	return NAMED_COLOURS.map(([name]) => name).filter((name) => words.includes(name));
}

/** Which of these colours the picture is, on average; nothing if the PNG cannot be decoded. */
export function colourOf(png: Buffer, names: string[]): string | undefined {
	const average = averageOf(png);
	if (average === undefined) return undefined;
	const ranked = NAMED_COLOURS.filter(([name]) => names.includes(name))
		.map(([name, colour]) => ({ name, distance: distance(average, colour) }))
		.sort((one, other) => one.distance - other.distance);
	return ranked[0]?.name;
}

function averageOf(png: Buffer): Colour | undefined {
	try {
		const { data } = PNG.sync.read(png);
		const sum = [0, 0, 0, 0];
		for (let offset = 0; offset < data.length; offset += 4) {
			// Transparent pixels have no colour to see.
			const alpha = data[offset + 3] ?? 0;
			for (let channel = 0; channel < 3; channel++) {
				sum[channel] = (sum[channel] ?? 0) + (data[offset + channel] ?? 0) * alpha;
			}
			sum[3] = (sum[3] ?? 0) + alpha;
		}
		const [red = 0, green = 0, blue = 0, weight = 0] = sum;
		return weight === 0 ? undefined : [red / weight, green / weight, blue / weight];
	} catch {
		return undefined;
	}
}

function distance(one: Colour, other: Colour): number {
	return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
