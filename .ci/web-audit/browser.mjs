// The browser that looks: Chromium by the variable CHROMIUM, or where Linux keeps it.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const openBrowser = () => {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error('No Chromium was found: name one with CHROMIUM=/path/to/chromium');
  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
};
