/** A drawing for an address of a picture, as those of tests exist nowhere: another address has other colours. */
export function drawn(url: string): string {
  const hue = [...url].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  const isPortrait = url.includes("img.clerk.com");
  const shapes = isPortrait
    ? `<circle fill="hsl(${hue} 40% 92%)" cx="2" cy="1.3" r=".75"/><path fill="hsl(${hue} 40% 92%)" d="M.5 4a1.5 1.7 0 0 1 3 0z"/>`
    : `<path fill="hsl(${(hue + 30) % 360} 35% 58%)" d="M0 4 1.6 1.4 2.6 2.8 3.2 2.1 4 4z"/><circle fill="hsl(45 90% 75%)" cx="3.1" cy=".9" r=".4"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" preserveAspectRatio="xMidYMid slice"><path fill="hsl(${hue} 38% ${isPortrait ? 45 : 80}%)" d="M-9-9h22v22H-9z"/>${shapes}</svg>`;
}
