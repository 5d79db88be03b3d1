// The script-tag bundle registers the tags and exports nothing: a script has no importers.
import '../dist/index.js';
