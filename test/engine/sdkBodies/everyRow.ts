import { DOCUMENTS } from './documents';
import { EVERY_BLOCK } from './everyBlock';
import { EVERY_TOOL } from './everyTool';
import { JSON_MESSAGES } from './jsonMessages';
import { OPTIONS } from './options';
import { PANEL_TOOLS } from './panelTools';
import { PICTURES } from './pictures';
import { OUTPUT } from './output';
import { SETTINGS } from './settings';
import { THINKING } from './thinking';
import { PREFILLS, WORDS } from './words';
import type { Row } from './row';

/** Every configuration whose request is compared with the SDK's. */
export const EVERY_ROW: readonly Row[] = [
	WORDS,
	PREFILLS,
	PICTURES,
	DOCUMENTS,
	JSON_MESSAGES,
	OPTIONS,
	OUTPUT,
	SETTINGS,
	THINKING,
	EVERY_BLOCK,
	EVERY_TOOL,
	PANEL_TOOLS,
].flat();
