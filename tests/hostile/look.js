// What a page holds: the pairs of elements and attributes, and what no page of ours may hold.
(() => {
  const leads = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'background', 'xlink:href', 'srcset'];
  const loads = 'script, img, iframe, frame, object, embed, video, audio, source, track, use, image, input, form, button, table, link[rel~=stylesheet], link[rel~=icon], base';
  const elsewhere = (value) => value && new URL(value.trim().split(/\s/)[0], location.href).origin !== location.origin;

  const lookAt = (root, told, pairs) => {
    const ids = new Set();
    for (const node of root.querySelectorAll('*')) {
      const tag = node.localName;
      pairs.add(tag);
      if (tag === 'template') lookAt(node.content, told, pairs);
      if (tag === 'script' && !node.hasAttribute('src') && !/json$/.test(node.type)) told.push('a script in the page');
      if (['iframe', 'frame', 'object', 'embed', 'base', 'style'].includes(tag)) told.push(`an element ${tag}`);
      for (const { name, value } of node.attributes) {
        pairs.add(`${tag} ${name}`);
        if (/^on.|[^a-z0-9-]/.test(name.replace('viewBox', ''))) told.push(`attribute ${name} of ${tag}`);
        if (name === 'id' && ids.size === ids.add(value).size) told.push(`id "${value}" stands twice`);
        if (!leads.includes(name)) continue;
        if (/^[\s\x00-\x1f]*(?:javascript|vbscript|data):/i.test(value)) told.push(`${tag} leads to ${value.slice(0, 80)}`);
        try {
          if (node.matches(loads) && elsewhere(value)) told.push(`${tag} loads ${value.slice(0, 80)}`);
        } catch {
          told.push(`${tag} has an address that is none: ${value.slice(0, 80)}`);
        }
      }
    }
  };

  // `pages` are names and documents; of each pair, the first page that holds it.
  const look = (pages) => {
    const faults = [];
    const seen = {};
    for (const [name, root] of pages) {
      const told = [];
      const pairs = new Set();
      lookAt(root, told, pairs);
      for (const pair of pairs) seen[pair] ??= name;
      faults.push(...told.map((each) => `${name}: ${each}`));
    }
    return [faults, seen];
  };

  window.lookAtTexts = (pages) => look(pages.map(([name, text]) => [name, new DOMParser().parseFromString(text, 'text/html')]));

  window.lookAtFrames = () => {
    const faults = [];
    const pages = [];
    for (const frame of document.querySelectorAll('iframe')) {
      const name = frame.getAttribute('src');
      const inside = frame.contentWindow;
      if (!frame.contentDocument) faults.push(`${name}: led away from the site`);
      else pages.push([name, frame.contentDocument]);
      for (const ran of frame.contentDocument ? inside.ran || [] : []) faults.push(`${name}: a script ran: ${ran}`);
    }
    return [...faults, ...look(pages)[0]]; // what scripts make differs from page to page
  };
})();
