// Starts `cfnc lsp` for YAML and JSON files. All that it knows stands in the server.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const command = vscode.workspace.getConfiguration("cfnc").get("path");
  const documents = ["yaml", "json", "jsonc", "cloudformation"].map((language) => ({ language }));
  client = new LanguageClient("cfnc", "cfnc", { command, args: ["lsp"] }, { documentSelector: documents });
  try {
    await client.start();
  } catch (problem) {
    vscode.window.showErrorMessage(`cfnc does not start: ${problem.message}. Install it, or set cfnc.path.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.isRunning()) await running.stop();
}

exports.activate = async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("cfnc.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = stop;
