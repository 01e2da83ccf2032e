import { createLogger, type Logger } from 'vite';

/** Vite's logger, and what fails the build at its end when anything was warned of. */
export function strictLogger(): { logger: Logger; failOnWarnings: () => void } {
	const warnings: string[] = [];
	const logger = createLogger();
	const { warn, warnOnce } = logger;
	logger.warn = (message, options) => {
		warnings.push(message);
		warn(message, options);
	};
	logger.warnOnce = (message, options) => {
		warnings.push(message);
		warnOnce(message, options);
	};
	const failOnWarnings = () => {
		if (warnings.length > 0)
			throw new Error(`The site was built with warnings:\n${warnings.join('\n')}`);
	};
	return { logger, failOnWarnings };
}
