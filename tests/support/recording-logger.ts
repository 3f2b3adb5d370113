import { createLogger, type Logger } from '../../src/main/logging/logger.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'

/** The real logger over a list. */
export function createRecordingLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = []
  return {
    logger: createLogger((_level, line) => lines.push(line), createKnownSecrets(), Date.now),
    lines,
  }
}
