import { installed } from './installed';

/** A second engine that decodes and buffers in its own way; spoken to by WebDriver BiDi, as it comes. */
export function firefox(): string {
  return installed('Firefox', ['firefox', 'firefox-esr'], 'firefox-esr');
}
