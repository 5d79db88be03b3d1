/** Names of all elements (`<td>`) and attributes (`class`) of a tree, what is in shadow roots included. */
export function namesIn(root: Node): Set<string> {
  const names = new Set<string>();
  const walk = (node: Node): void => {
    if (node instanceof Element) {
      names.add(`<${node.localName}>`);
      for (const { name } of node.attributes) names.add(name);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    node.childNodes.forEach(walk);
  };
  walk(root);
  return names;
}
