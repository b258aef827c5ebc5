"""A Final Draft file written by hand, after what Final Draft writes."""

from __future__ import annotations

from cupola.script import Screenplay
from cupola.script.fdx.parser import parse_sheet
from cupola.script.fdx.reader import screenplay_of

SMALL = """\
<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="7A" Type="Scene Heading">
      <SceneProperties Length="1 3/8" Page="1" Title="">
        <Summary><Paragraph><Text>She loses the torch.</Text></Paragraph></Summary>
        <SceneArcBeats><CharacterArcBeat Name="NINA"><Paragraph><Text>no text</Text></Paragraph></CharacterArcBeat>
        </SceneArcBeats>
      </SceneProperties>
      <Text>Int. Nauka - Night</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <Text>She grabs the </Text>
      <Text TagNumber="1">torch</Text>
      <Text> and </Text>
      <Text Style="Bold+Italic" RevisionID="2">floats</Text>
      <Text>.</Text>
    </Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>Nina</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph>
        <Paragraph Type="Character"><Text>Борис</Text></Paragraph>
        <Paragraph Type="Parenthetical"><Text>(low)</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Нет.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Number="8" Type="Scene Heading">
      <Text>Omitted</Text>
      <OmittedScene>
        <Paragraph Type="Scene Heading"><Text>Ext. Yard - Day</Text></Paragraph>
        <Paragraph Type="Action"><Text>A dog waits.</Text></Paragraph>
      </OmittedScene>
    </Paragraph>
    <Paragraph Alignment="Center" StartsNewPage="Yes" Type="Action"><Text>The End</Text></Paragraph>
  </Content>
  <ElementSettings Type="Scene Heading"><FontSpec Style="AllCaps"/></ElementSettings>
  <ElementSettings Type="Character"><FontSpec Style="AllCaps"/></ElementSettings>
  <TitlePage>
    <Content>
      <Paragraph Alignment="Center"><Text Style="Underline">A Small Step</Text></Paragraph>
      <Paragraph Alignment="Center"/>
      <Paragraph Alignment="Center"><Text>Written by</Text></Paragraph>
      <Paragraph Alignment="Center"><Text>Somebody</Text></Paragraph>
      <Paragraph Alignment="Left"><Text>Copyright (c) 2026</Text></Paragraph>
      <Paragraph Alignment="Left"><Text>1 Street
Town</Text></Paragraph>
    </Content>
  </TitlePage>
  <ScriptNotes>
    <ScriptNote ID="1" Range="33,38"><Paragraph><Text>which one?</Text></Paragraph></ScriptNote>
  </ScriptNotes>
  <Revisions>
    <Revision ID="1" Name="Blue"/>
    <Revision ID="2" Name="Pink"/>
  </Revisions>
  <TagData>
    <TagCategories><TagCategory Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Props"/></TagCategories>
    <TagDefinitions><TagDefinition CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Id="d1" Label="torch"/></TagDefinitions>
    <Tags><Tag Number="1"><DefId>d1</DefId></Tag></Tags>
  </TagData>
</FinalDraft>
"""


def read_text(text: str, name: str = "film.fdx") -> Screenplay:
    """Read the text of a Final Draft file."""
    return screenplay_of(parse_sheet(text.encode(), name), name, text)


def of(body: str, rest: str = "") -> Screenplay:
    """Read a file of these paragraphs."""
    return read_text(f"<FinalDraft><Content>{body}</Content>{rest}</FinalDraft>")


def paragraph(kind: str, text: str) -> str:
    """Write a paragraph of one run."""
    return f'<Paragraph Type="{kind}"><Text>{text}</Text></Paragraph>'
