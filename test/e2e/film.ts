/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CDPSession, Locator, Page } from 'playwright-core';

/** Debian's, from the package `webp`. */
const IMG2WEBP = '/usr/bin/img2webp';

const WIDTH = 960;
const QUALITY = 92;
/** How many frames a way of the pointer has, and how long each is seen, in milliseconds. */
const STEPS = 8;
const STEP_MS = 60;

/** Browsers without a screen draw no pointer, so the film draws its own. */
const POINTER = `
	const pointer = document.createElement('div');
	pointer.id = 'film-pointer';
	pointer.style.cssText = 'position:fixed;left:0;top:0;z-index:99999;pointer-events:none';
	pointer.innerHTML = '<svg width="26" height="26" viewBox="0 0 24 24"><path d="M4 2v17l4.5-4 3 7 3-1.3-3-6.9H18z" fill="#111" stroke="#fff" stroke-width="1.5"/></svg>';
	document.body.append(pointer);
`;

export function canFilm(): boolean {
	return existsSync(IMG2WEBP);
}

/** A moving picture, made of pictures of a page. How long each is seen does not depend on this machine. */
export class Film {
	private readonly folder = mkdtempSync(join(tmpdir(), 'claude-messages-film-'));
	private readonly frames: Array<{ path: string; ms: number }> = [];

	private constructor(
		private readonly page: Page,
		private readonly devtools: CDPSession,
		private at: { x: number; y: number },
	) {}

	/** @param page one that is loaded and not left before the film ends */
	static async start(page: Page): Promise<Film> {
		const devtools = await page.context().newCDPSession(page);
		await page.evaluate(POINTER);
		const { width = 0, height = 0 } = page.viewportSize() ?? {};
		const film = new Film(page, devtools, { x: width / 2, y: height / 2 });
		await film.point(film.at);
		return film;
	}

	/** What is seen now, for so many milliseconds. */
	async hold(ms: number): Promise<void> {
		const { width = 0, height = 0 } = this.page.viewportSize() ?? {};
		const { data } = await this.devtools.send('Page.captureScreenshot', {
			format: 'png',
			clip: { x: 0, y: 0, width, height, scale: WIDTH / width },
		});
		const path = join(this.folder, `${String(this.frames.length).padStart(4, '0')}.png`);
		writeFileSync(path, Buffer.from(data, 'base64'));
		this.frames.push({ path, ms });
	}

	/** A frame after the other until something is there. */
	async until(there: Locator, ms: number): Promise<void> {
		do await this.hold(ms);
		while (!(await there.isVisible()));
	}

	/** The pointer goes to something. */
	async moveTo(target: Locator): Promise<void> {
		const box = await target.boundingBox();
		if (box === null) throw new RangeError('What the pointer goes to is not there');
		const from = this.at;
		const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		for (let step = 1; step <= STEPS; step++) {
			// Slow at both ends.
			const part = (1 - Math.cos((Math.PI * step) / STEPS)) / 2;
			await this.point({
				x: from.x + (to.x - from.x) * part,
				y: from.y + (to.y - from.y) * part,
			});
			await this.hold(STEP_MS);
		}
	}

	/** Writes the film as WebP that begins again when it ends. */
	async save(path: string): Promise<void> {
		const frames = this.frames.flatMap((frame) => ['-d', String(frame.ms), frame.path]);
		const options = ['-loop', '0', '-lossy', '-q', String(QUALITY), '-m', '4'];
		await promisify(execFile)(IMG2WEBP, [...options, ...frames, '-o', path]);
		rmSync(this.folder, { recursive: true, force: true });
	}

	private async point(at: { x: number; y: number }): Promise<void> {
		this.at = at;
		await this.page.evaluate(
			`document.getElementById('film-pointer').style.transform = 'translate(${at.x}px, ${at.y}px)'`,
		);
	}
}
