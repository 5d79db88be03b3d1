/**
 * Puts generated text between the markers `<!-- name -->` and `<!-- /name -->` of a document.
 * @param {string} document
 * @param {Record<string, string>} blocks By the name of their markers.
 * @throws {Error} when a pair of markers is missing.
 */
export function fillMarkers(document, blocks) {
  return Object.entries(blocks).reduce((text, [name, block]) => {
    const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [text.indexOf(opening), text.indexOf(closing)];
    if (start < 0 || end < start) throw new Error(`A document has lost its markers ${opening} and ${closing}.`);
    return `${text.slice(0, start + opening.length)}\n\n${block}\n\n${text.slice(end)}`;
  }, document);
}
