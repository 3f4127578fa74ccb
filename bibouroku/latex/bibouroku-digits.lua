-- Other digits in the place of some that are typeset already.

local GLUE, PENALTY, PARAGRAPH = node.id("glue"), node.id("penalty"), node.id("local_par")
local HLIST = node.id("hlist")
local LINE, PARFILLSKIP = 1, 15 -- subtypes of a box and of glue
local ABOVE_LINES = { [2] = true, [10] = true } -- of glue: baselineskip, topskip

-- Return whether a line is the last one of its paragraph.
local function ends_paragraph(line)
  for n, kind, subtype in node.traverse(line.head) do
    if kind == GLUE and subtype == PARFILLSKIP then return true end
  end
  return false
end

-- Return whether a line begins its paragraph, or comes after a break that is forced.
local function begins_afresh(line)
  for _ in node.traverse_id(PARAGRAPH, line.head) do return true end
  local above = line.prev
  while above and above.id ~= HLIST do above = above.prev end
  if not above or above.subtype ~= LINE then return false end
  local last = node.tail(above.head)
  while last and last.id == GLUE do last = last.prev end
  return last ~= nil and last.id == PENALTY and last.penalty <= -10000
end

-- Return whether lines stay as they are if a number in the box gets `more` glyphs, of a width (fewer
-- are less than 0). The last line of a paragraph is as good whatever fills it: it may become longer
-- as long as it fits, and shorter unless a word of the line above could come down.
local function has_room(box, more, width)
  if box.id ~= HLIST or box.subtype ~= LINE or not ends_paragraph(box) then return false end
  if more < 0 then return begins_afresh(box) end
  return node.dimensions(box.head) + more * width <= box.width
end

-- Let the glue next to a line in a column make up for its new size; return whether it could.
local function make_up(line, higher, deeper)
  local above, below = line.prev, line.next
  if higher ~= 0 then
    if not (above and above.id == GLUE and ABOVE_LINES[above.subtype]) then return false end
    above.width = above.width - higher
  end
  if deeper ~= 0 then
    while below and not (below.id == GLUE and ABOVE_LINES[below.subtype]) do below = below.next end
    if not below then return false end
    below.width = below.width - deeper
  end
  return true
end

-- Give a box, whose content was as high and deep as told, its new size, and those around it; return
-- whether all else stays where it is.
local function fit(where, old_height, old_depth)
  local box = where.box
  local _, height, depth = node.dimensions(box.head)
  local higher, deeper = height - old_height, depth - old_depth
  if (higher == 0 or box.height ~= old_height) and (deeper == 0 or box.depth ~= old_depth) then
    return true -- or somebody gave it a size of its own
  end
  local around = where.around
  if not around then return false end
  local _, height_around, depth_around
  if around.box.id == HLIST then
    _, height_around, depth_around = node.dimensions(around.box.head)
  end
  box.height, box.depth = height, depth
  if around.box.id == HLIST then return fit(around, height_around, depth_around) end
  return make_up(box, higher, deeper)
end

-- Give a box as many glyphs as there are to be, within its width.
local function make_room(glyphs, box, count)
  for _ = #glyphs + 1, count do
    box.head, glyphs[#glyphs + 1] = node.insert_after(box.head, glyphs[#glyphs], node.copy(glyphs[1]))
  end
  for _ = count + 1, #glyphs do
    box.head = node.remove(box.head, table.remove(glyphs))
  end
  local set = node.hpack(box.head, box.width, "exactly")
  box.glue_set, box.glue_sign, box.glue_order = set.glue_set, set.glue_sign, set.glue_order
  set.head = nil
  node.free(set)
end

-- Let the glyphs show the digits `text`, and return whether no line would have been broken elsewhere for
-- that and no box moves; if not, the page is worth nothing. `where` is the box of the glyphs and what is
-- around: { box = …, around = { box = …, around = … } }. If the box `is_wide`, any number of digits fits.
return function(glyphs, where, text, is_wide)
  local _, height, depth = node.dimensions(where.box.head)
  local more = #text - #glyphs
  if more ~= 0 then
    if not (is_wide or has_room(where.box, more, glyphs[1].width)) then return false end
    make_room(glyphs, where.box, #text)
  end
  local characters = font.getfont(glyphs[1].font).characters
  for position, n in ipairs(glyphs) do
    local old, new = characters[n.char], characters[text:byte(position)]
    if not (old and new and old.width == new.width) then return false end
  end
  for position, n in ipairs(glyphs) do n.char = text:byte(position) end
  return fit(where, height, depth)
end
